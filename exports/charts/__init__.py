"""Charts: drawn once as plain marks, then set as SVG on a page or as a drawing on paper.

A chart always comes with a sentence that says what it shows, with its numbers. Meaning never rests
on colour: groups have shapes, differences have numbers, changes have arrows.
"""
