"""A page with what our pages use of Streamlit: a component, a chart, an upload, a download."""

import streamlit as st

component = st.components.v2.component(
    "policy_check",
    css=".done { color: green }",
    js="""
export default (component) => {
  const said = document.createElement('p');
  said.textContent = 'component runs';
  component.parentElement.append(said);
};
""",
)
st.title("Everything")
component(key="component", data={"n": 1})
st.bar_chart({"level": [1, 2, 3]})
st.dataframe({"level": [1, 2, 3]})
st.file_uploader("upload")
st.download_button("download", b"data", "data.txt")
st.html("<style>h1 { font-style: italic }</style>")
st.markdown("![what somebody typed](https://example.invalid/pixel.png)")
if st.button("fail"):
    raise ValueError("a secret that somebody typed")
