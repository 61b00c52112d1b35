"""The door: Streamlit's pages behind our middleware, as `peer-audit serve` and uvicorn find it."""

from importlib import resources
from pathlib import Path

import streamlit as st

from audit.web.application import MIDDLEWARE, lifespan, report_mishap
from audit.web.routes import ROUTES

frame = Path(str(resources.files("audit.pages").joinpath("script.py")))
app = st.App(
    frame,
    routes=ROUTES,
    middleware=MIDDLEWARE,
    lifespan=lifespan,
    on_script_error=report_mishap,
)
