"""Sphinx configuration: no network, warnings are errors."""

import sys
from importlib.metadata import version as installed
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "rhetoric"
author = "The rhetoric developers"
project_copyright = "2026, The rhetoric developers"
release = version = installed("rhetoric-metrics")

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.mathjax",
    "sphinx.ext.doctest",
    "cue_table",
]
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = f"rhetoric {release}"

default_role = "py:obj"
napoleon_numpy_docstring = True
napoleon_google_docstring = False
napoleon_use_rtype = False
autodoc_member_order = "bysource"
autodoc_typehints = "none"  # signatures show the annotations; the text gives units, ranges and meaning
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
doctest_global_setup = "import rhetoric"

nitpicky = True
# Names of other projects: their inventories would have to be fetched.
nitpick_ignore_regex = [
    ("py:.*", r"(numpy|np|npt|collections|pathlib|typing|types|regex|attr|attrs|pyarrow|pa)\..*"),
    ("py:.*", r"(Mapping|Sequence|Iterable|Iterator|Callable|Path|Literal|Any|MappingProxyType)"),
    ("py:.*", r"(optional|array of .*|.* or None)"),
    ("py:.*", r"(Names|Turns|Metrics|Form|Attribution|Item|Kind|Errors|Choices)"),
]
