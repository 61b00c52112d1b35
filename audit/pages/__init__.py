"""The pages: each draws what the floors below worked out, and hands edits to the store."""
