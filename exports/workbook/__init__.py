"""The Excel workbooks of an audit: the report to read, and the action plan to work in."""
