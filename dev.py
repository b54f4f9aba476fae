"""Set up Diptych on a fresh machine and run it: demo, test, lint, bench, torture, pictures.

The standard library alone, and up to the check of the version nothing that an old Python cannot read: this file runs first.
It makes ``.venv`` beside itself with uv if that is there, else with venv and pip, and again when the lock or the build
has changed.
"""

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - the sentence is for those whose Python is older
    sys.exit("Diptych needs Python 3.11 or newer; this is {}.".format(sys.version.split()[0]))  # noqa: UP032

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "made-from"
MADE_FROM = ("requirements.lock", "pyproject.toml", "hatch_build.py")
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STATIC = {
    "lint": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "imports": ["lint-imports"],
}
MENDING = {"lint": ["ruff", "check", "--fix", "."], "format": ["ruff", "format", "."]}


class SetupError(Exception):
    """Why there is no environment, in a sentence."""


def main() -> int:
    said, rest = _words()
    try:
        _make_environment()
    except SetupError as error:
        print(error, file=sys.stderr)
        return 2
    if said.verb == "demo":
        return _run([str(PYTHON), "-m", "ui.launcher", "demo", *rest])
    if said.verb == "test":
        return _steps({**STATIC, "tests": _pytest(said, rest)})
    if said.verb == "lint":
        return _steps({**STATIC, **MENDING} if said.fix else STATIC)
    if said.verb == "bench":
        return _run([str(PYTHON), "-m", "bench", *rest], offscreen=True)
    if said.verb == "torture":
        return _run([str(PYTHON), "-m", "tests.torture", *rest], offscreen=True)
    return _run([str(PYTHON), "-m", "docs.pictures", *rest], offscreen=True)


def _words() -> tuple[argparse.Namespace, list[str]]:
    """What was asked for, and the words that are passed on."""
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description="Set up, run and check Diptych. Words that are not listed are passed on to what is run.",
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("demo", help="the window on a throw-away workspace with the bundled task set")
    test = verbs.add_parser(
        "test", allow_abbrev=False, help="lint, format, types, import contracts and all tests (pytest)"
    )
    test.add_argument(
        "--samples", metavar="FOLDER", type=Path, help="run the stories over this folder of task files too"
    )
    test.add_argument("--coverage", action="store_true", help="report coverage of the core; fail below 95 %%")
    lint = verbs.add_parser("lint", help="lint, format, types and import contracts")
    lint.add_argument("--fix", action="store_true", help="mend what can be mended")
    verbs.add_parser("bench", help="measure against named peers and floors; a NAME runs that one alone")
    verbs.add_parser("torture", help="the long tests of what the store promises; writes docs/reliability.md")
    verbs.add_parser("pictures", help="render the pictures of the documentation, without a screen")
    said, rest = parser.parse_known_args()
    if rest and said.verb == "lint":
        parser.error(f"lint takes no {rest[0]}")
    return said, rest


def _make_environment() -> None:
    made_from = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in MADE_FROM)).hexdigest()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == made_from:
        return
    uv = shutil.which("uv")
    if not (PYTHON.exists() and STAMP.exists()):
        _say(f"making {VENV.name} with {'uv' if uv else 'venv'}")
        _make_empty_environment(uv)
    if uv:
        install = [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
    else:
        install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    _say(f"installing what requirements.lock names, with {'uv' if uv else 'pip'} (a minute or two, once)")
    _call(
        # The lock is whole. Left to look for what its packages need, pip takes `coverage[toml]` for another package than
        # the `coverage` that is pinned, and a newer one for it as soon as there is one.
        [*install, "--no-deps", "--require-hashes", "--requirement", "requirements.lock"],
        "The dependencies were not installed; is the package registry (PyPI, or the one you have set) within reach?",
    )
    # The build cuts the fonts as well, but where nothing of what it says is seen.
    _call([str(PYTHON), "hatch_build.py"], "The fonts were not cut.")
    _call([*install, "--no-deps", "--no-build-isolation", "--editable", "."], "Diptych itself was not installed.")
    check = [uv, "pip", "check", "--quiet", "--python", str(PYTHON)] if uv else [str(PYTHON), "-m", "pip", "check"]
    _call(check, "requirements.lock lacks something that it needs itself; write it anew as CONTRIBUTING.md says.")
    STAMP.write_text(made_from, encoding="utf-8")


def _make_empty_environment(uv: str | None) -> None:
    if not uv and not importlib.util.find_spec("ensurepip"):
        raise SetupError("This Python has no ensurepip: install python3-venv (Debian, Ubuntu) or uv, and try again.")
    if not PYTHON.exists():
        # It may be there and point to a Python that is gone.
        shutil.rmtree(VENV, ignore_errors=True)
    if uv:
        _call(
            [uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(VENV)],
            f"{VENV.name} was not made.",
        )
    else:
        _call([sys.executable, "-m", "venv", str(VENV)], f"{VENV.name} was not made.")


def _pytest(said: argparse.Namespace, rest: list[str]) -> list[str]:
    # As many at once as there are cores; a process that has run out of tests takes over some of another's.
    command = ["pytest", "-q", "--numprocesses=auto", "--dist=worksteal", *rest]
    if said.samples:
        # One word: pytest takes a word of its own for a place to look for tests in.
        command.append(f"--samples={said.samples.resolve()}")
    if said.coverage:
        command += ["--cov", "--cov-report=term-missing:skip-covered", "--cov-fail-under=95"]
    return command


def _steps(steps: dict[str, list[str]]) -> int:
    """Run every step, also behind one that failed; say at the end which did."""
    failed = []
    for name, (tool, *words) in steps.items():
        print(f"── {name}", flush=True)
        if _run([str(BIN / tool), *words], offscreen=True) != 0:
            failed.append(name)
    print(f"Failed: {', '.join(failed)}." if failed else "All is well.", flush=True)
    return 1 if failed else 0


def _run(command: list[str], *, offscreen: bool = False) -> int:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"} if offscreen else None
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def _call(command: list[str], otherwise: str) -> None:
    if _run(command) != 0:
        raise SetupError(f"{otherwise} What stopped it stands above.")


def _say(what: str) -> None:
    print(f"dev.py: {what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
