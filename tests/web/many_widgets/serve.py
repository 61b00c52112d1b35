"""Serves that page behind our middleware on the port given, as a process of its own."""

import sys
from pathlib import Path

import streamlit as st
import uvicorn

from audit.web.application import MIDDLEWARE, lifespan, report_mishap
from audit.web.routes import ROUTES
from audit.web.settings import harden

if __name__ == "__main__":
    harden()
    app = st.App(
        Path(__file__).with_name("page.py"),
        routes=ROUTES,
        middleware=MIDDLEWARE,
        lifespan=lifespan,
        on_script_error=report_mishap,
    )
    uvicorn.run(app, port=int(sys.argv[1]), log_level="warning", ws="websockets-sansio")
