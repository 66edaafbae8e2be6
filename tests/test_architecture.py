"""The house keeps its shape: imports go one way, and nothing marks text as safe or draws weak lots."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from hub.catalogues import FOLDERS

ROOT: Final = Path(__file__).resolve().parents[1]

# What each app may import besides itself; hub/urls.py and hub/settings know everybody.
BEFORE: Final[dict[str, set[str]]] = {
    "hub": set(),
    "accounts": {"hub"},
    "files": {"hub", "accounts"},
    "vocabulary": {"hub", "accounts", "files"},
    "resources": {"hub", "accounts", "files", "vocabulary"},
    "trainers": {"hub", "accounts", "files", "vocabulary"},
    "casework": {"hub", "accounts", "files", "vocabulary", "resources", "trainers"},
    "search": {"hub", "accounts", "files", "vocabulary", "resources", "trainers", "casework"},
    "publishing": {"hub", "accounts", "files", "vocabulary", "resources", "trainers", "casework", "search"},
    "api": {"hub", "accounts", "files", "vocabulary", "resources", "trainers", "casework", "search"},
    "home": {
        "hub",
        "accounts",
        "files",
        "vocabulary",
        "resources",
        "trainers",
        "casework",
        "search",
        "publishing",
        "api",
    },
}
KNOWS_EVERYBODY: Final = ("hub/urls.py", "hub/settings/")
PURE: Final = (
    *("trainers/matching", "search/request.py", "search/fold.py", "hub/retention.py", "accounts/throttle.py"),
    *("hub/buckets.py", "hub/networks.py"),
    *("casework/verdicts.py", "casework/states.py", "casework/clocks.py", "casework/policies.py"),
    *("resources/translation_states.py", "publishing/translation/lining.py", "publishing/translation/words.py"),
    *("publishing/translation/fidelity.py", "publishing/translation/weights.py", "files/ranges.py"),
    *("hub/buckets.py", "hub/networks.py"),
    *("resources/glossary/finding.py", "resources/glossary/marking.py", "resources/glossary/names.py"),
    *("resources/glossary/units.py", "resources/relating/choosing.py", "resources/news_choice.py"),
    *("casework/routing.py", "casework/needs.py", "casework/first_help.py", "casework/local_time.py"),
)
IMPURE: Final = ("django.db", "django.http", "django.conf", "wagtail", "modelcluster")

# Each place where text is declared safe, with the reason it is.
MAY_MARK_SAFE: Final[dict[str, str]] = {
    "resources/rendering.py": "drawn by our own block templates, which escape what editors type",
    "search/rows.py": "snippets: each piece is escaped before the marks are set",
    "search/presenting.py": "snippets joined by a blank",
    "hub/jsonld.py": "JSON with <, > and & written as escapes, for a data block that no browser runs",
    "hub/gallery.py": "example contexts of components, files of this repository",
}
# Functions that were longer when the rule came; the list may only become shorter.
STILL_LONG: Final = {
    "hub/settings/env.py:database",
    "trainers/records.py:_private_part",
    "trainers/candidates.py:_candidate",
}
LONGEST_FILE: Final = 250
LONGEST_FUNCTION: Final = 28


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the house but migrations, with its path in the repository."""
    for app in BEFORE:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The modules a module imports, with the lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module


def wrong_way(path: str, tree: ast.Module) -> Iterator[str]:
    """The imports of one module that go against the arrows."""
    app = path.split("/")[0]
    for line, module in imports(tree):
        other = module.split(".")[0]
        if other in BEFORE and other != app and other not in BEFORE[app]:
            yield f"{path}:{line} imports {module}"


def test_every_app_s_texts_are_collected_for_translation() -> None:
    assert set(BEFORE) <= set(FOLDERS)


def test_imports_follow_the_arrows() -> None:
    found = [
        fault for path, tree in sources() if not path.startswith(KNOWS_EVERYBODY) for fault in wrong_way(path, tree)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("path", "code", "faults"),
    [
        ("hub/pages.py", "from accounts.models import User", 1),
        ("resources/models.py", "import trainers.store", 1),
        ("search/views.py", "from resources.models import Page\nfrom hub import pages", 0),
        ("accounts/models.py", "def f():\n    from home import views", 1),
    ],
)
def test_an_import_the_wrong_way_is_seen(path: str, code: str, faults: int) -> None:
    assert len(list(wrong_way(path, ast.parse(code)))) == faults


def test_domain_modules_know_no_tables_requests_or_settings() -> None:
    found = [
        f"{path}:{line} imports {module}"
        for path, tree in sources()
        if path.startswith(PURE)
        for line, module in imports(tree)
        if module.startswith(IMPURE)
    ]
    assert found == []


def test_nothing_is_imported_inside_functions() -> None:
    found = [
        f"{path}:{inner.lineno}"
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert found == []


def marks_safe(tree: ast.Module) -> bool:
    """Whether a module declares text as safe HTML."""
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    names = {getattr(function, "attr", None) or getattr(function, "id", None) for function in called}
    return bool(names & {"mark_safe", "SafeString", "SafeText"})


@pytest.mark.parametrize(
    "code", ["mark_safe(x)", "safestring.mark_safe(x)", "SafeString(x)", "[mark_safe(a) for a in b]"]
)
def test_a_text_declared_safe_is_seen(code: str) -> None:
    assert marks_safe(ast.parse(code))


def test_text_is_declared_safe_only_where_the_list_says() -> None:
    assert {path for path, tree in sources() if marks_safe(tree)} == set(MAY_MARK_SAFE)


def test_templates_switch_no_escaping_off() -> None:
    unsafe = re.compile(r"\|\s*safe(?:seq)?\b|{%\s*autoescape\s+off")
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "templates").rglob("*.*")
        if unsafe.search(path.read_text("utf-8"))
    }
    # Mails are plain text.
    assert {path for path in found if not path.startswith("templates/emails/")} == set()


def test_lots_are_drawn_with_secrets() -> None:
    found = {path for path, tree in sources() for _line, module in imports(tree) if module.split(".")[0] == "random"}
    assert found == set()


def test_files_and_functions_stay_short() -> None:
    long = [path for path, _tree in sources() if len((ROOT / path).read_text("utf-8").splitlines()) > LONGEST_FILE]
    long += [
        f"{path}:{node.name}"
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert set(long) <= STILL_LONG
