"""The rules of the house: imports point backward, nothing heavy is loaded, the public names are these."""

from __future__ import annotations

import ast
import importlib
import pickle
import subprocess
import sys
from collections.abc import Hashable
from pathlib import Path

import pytest

import rhetoric

SOURCE = Path(rhetoric.__file__).parent
# Data flows forward along this line; a module imports only from its own place or from further left.
ORDER = [
    "errors", "files", "late", "spans", "text", "voices", "lexicon", "grammar", "intervals", "metrics", "measures",
    "parties", "pipeline", "own", "functions", "comparing", "report", "pooling", "analysis", "corpus", "sums", "arrow",
    "readability", "display", "__init__",
]  # fmt: skip
# A report and a pool draw themselves when printed or shown in a notebook; they ask display for that, inside methods.
ALLOWED = {("report", "display"), ("pooling", "display")}


def imported(path: Path) -> set[str]:
    """Return the top-level modules of the package that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("rhetoric."):
            names.add(node.module.split(".")[1])
    return names


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_backward(path: Path) -> None:
    """No arrow of the architecture points upward."""
    place = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    if place == "data":
        return
    for name in imported(path):
        if (place, name) not in ALLOWED:
            assert ORDER.index(name) <= ORDER.index(place), f"{place} imports {name}"


@pytest.mark.parametrize("path", sorted(Path(__file__).parent.glob("test_*.py")), ids=lambda path: path.name)
def test_no_test_module_is_left_out(path: Path) -> None:
    """What a test module imports of the library is there: pytest skips one that fails to import without a word."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("rhetoric"):
            if "rhetoric.arrow" in {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}:
                pytest.importorskip("pyarrow")
            module = importlib.import_module(node.module)
            for alias in node.names:
                if not hasattr(module, alias.name):
                    importlib.import_module(f"{node.module}.{alias.name}")


def test_modules_are_short() -> None:
    """No module is longer than about 300 lines."""
    long = {path.name: n for path in SOURCE.rglob("*.py") if (n := len(path.read_text("utf-8").splitlines())) > 330}
    assert long == {}


def run(program: str) -> str:
    """Run a program in a fresh interpreter and return what it prints."""
    environment = {"PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    return done.stdout.strip()


def test_import_is_light_and_opens_no_socket() -> None:
    """Importing and analyzing loads neither textstat nor nltk, and never opens a socket."""
    program = """
import sys, socket
class NoSocket(socket.socket):
    def __init__(self, *args, **kwargs): raise AssertionError("a socket was opened")
socket.socket = NoSocket
import rhetoric
str(rhetoric.analyze('"They lied to us," Ann Lee said.'))
rhetoric.readability("We will not go.")
print(sorted({"textstat", "nltk", "matplotlib", "pandas", "pyarrow", "tqdm"} & set(sys.modules)))
"""
    without = program.replace('rhetoric.readability("We will not go.")\n', "")
    assert run(without) == "[]"
    assert "textstat" in run(program)


def test_every_metric_has_its_page_and_lexicon() -> None:
    """Each metric has a module, a lexicon and a page in the docs."""
    docs = Path(__file__).parent.parent / "docs" / "metrics"
    for metric in rhetoric.METRICS:
        assert (SOURCE / "metrics" / f"{metric.id}.py").is_file()
        assert (SOURCE / "data" / "en" / f"{metric.id}.toml").is_file()
        assert (docs / f"{metric.id}.md").is_file()


def test_public_names_exist_and_are_documented() -> None:
    """Whatever the package exports is there and has a docstring."""
    for name in rhetoric.__all__:
        assert getattr(rhetoric, name).__doc__, name


def test_reports_survive_a_process_border() -> None:
    """Reports can be pickled, and nobody can change them."""
    report = rhetoric.analyze('"They lied to us. You must go now," Ann Lee said.', name="a")
    again = pickle.loads(pickle.dumps(report))
    assert again == report
    assert again != rhetoric.analyze('"They lied to us. You must go," Ann Lee said.', name="a")
    with pytest.raises(TypeError, match="cannot be changed"):
        report["Lee"].us_vs_them.counts["us"] = 3  # type: ignore[index]
    with pytest.raises(AttributeError):
        report["Lee"].us_vs_them.counts = {"us": 3}  # type: ignore[misc]


def test_hashes() -> None:
    """Provenance and parties can be keys; reports, profiles, pools and measures say themselves that they cannot."""
    first, second = (rhetoric.analyze("We won.", form="speech", in_group=["A"]) for _ in range(2))
    assert {first.provenance: 1}[second.provenance] == 1
    parties = [rhetoric.Parties.of({"A": "a", "B": ["b", "c"]}, {"Lee": "B"}) for _ in range(2)]
    assert len(set(parties)) == 1
    for value in (first, first["speaker"], rhetoric.pool([first]), first["speaker"].us_vs_them):
        assert not isinstance(value, Hashable)
        with pytest.raises(TypeError, match=f"unhashable type: '{type(value).__name__}'"):
            hash(value)


def test_names_can_be_looked_for() -> None:
    """Reports and pools hold names of speakers, as their brackets take them, and profiles names of metrics."""
    report = rhetoric.analyze([("Ann Lee", "We won."), ("Bob Lee", "They lost.")], form="transcript")
    for one in (report, rhetoric.pool([report])):
        assert list(one) == ["Ann Lee", "Bob Lee"]
        assert "Ann" in one
        assert "Lee" not in one  # which of them?
        assert "Cora" not in one
        assert 0 not in one
    assert list(report["Ann"]) == [metric.id for metric in rhetoric.METRICS]
    assert "us_vs_them" in report["Ann"]
    assert "blame" not in report["Ann"]
