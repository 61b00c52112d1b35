"""Charts on pages: a picture with its sentence, and the same figures as a table to open."""

from base64 import b64encode

from audit.pages.figures import Html, fold, picture, table, tag
from exports.charts.marks import Chart
from exports.charts.svg import svg
from rubrics.text import Translator


def chart(drawn: Chart, t: Translator) -> Html:
    """Return a chart as a figure: it scrolls where the screen is narrow.

    As a picture of its own, since Streamlit takes drawings out of the markup of a page.
    """
    data = b64encode(svg(drawn).encode()).decode("ascii")
    shown = picture(f"data:image/svg+xml;base64,{data}", drawn.title)
    scrolls = tag(
        "div", shown, class_="pra-scroll", role="region", aria_label=drawn.title, tabindex="0"
    )
    same = fold(t("comparison.chart.same"), table(drawn.caption, drawn.columns, drawn.rows))
    return tag("figure", scrolls, tag("figcaption", drawn.told), same, class_="pra-chart")
