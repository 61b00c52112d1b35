"""What Streamlit runs for every page: what pages need is loaded, then the frame is drawn."""

from importlib import import_module

from audit.web.loading import load

load()
import_module("audit.pages.frame").frame()
