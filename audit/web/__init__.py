"""The web application around Streamlit: what guards every request, and how it is started."""

from audit.web.guard import ICON, is_guarded, is_team

__all__ = ["ICON", "is_guarded", "is_team"]
