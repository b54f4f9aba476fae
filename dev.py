"""Set up Diptych on a fresh machine and run it: demo, test, lint, bench, pictures.

The standard library alone: this file runs before anything is installed. It makes ``.venv`` beside itself with uv if that
is there, else with venv and pip, and makes it again only when the lock or the build changes.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "made-from"
MADE_FROM = ("requirements.lock", "pyproject.toml", "hatch_build.py")
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LINT = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
    "imports": ["lint-imports"],
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="dev.py", description="Set up, run and check Diptych.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("demo", help="the window on a throw-away workspace with the sample task set")
    test = verbs.add_parser("test", help="format, lint, types, import rules and all tests")
    test.add_argument("--samples", metavar="FOLDER", help="run the stories over a folder of task files as well")
    test.add_argument("--coverage", action="store_true", help="report coverage of the core; fail below 95 %%")
    test.add_argument("rest", nargs="*", help="passed on to pytest")
    lint = verbs.add_parser("lint", help="format, lint, types and import rules")
    lint.add_argument("--fix", action="store_true", help="mend what can be mended")
    bench = verbs.add_parser("bench", help="measure against named peers and floors")
    bench.add_argument("rest", nargs="*")
    verbs.add_parser("pictures", help="render the pictures of the documentation, without a screen")
    said = parser.parse_args()
    if sys.version_info < (3, 11):
        return _stop(f"Diptych needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    try:
        _make_environment()
    except subprocess.CalledProcessError:
        return _stop("The environment could not be made; are the package registries within reach?")
    match said.verb:
        case "demo":
            return _run([str(PYTHON), "-m", "ui.launcher", "demo"])
        case "test":
            return _steps({**LINT, "tests": _pytest(said)})
        case "lint":
            return _steps(_mending() if said.fix else LINT)
        case "bench":
            return _run([str(PYTHON), "-m", "bench", *said.rest], offscreen=True)
        case _:
            return _run([str(PYTHON), "docs/pictures.py"], offscreen=True)


def _make_environment() -> None:
    made_from = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in MADE_FROM)).hexdigest()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == made_from:
        return
    uv = shutil.which("uv")
    print(f"Making {VENV.name} with {'uv' if uv else 'venv and pip'} (once) …", flush=True)
    if uv:
        _call([uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(VENV)])
        install = [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
    else:
        venv.create(VENV, with_pip=True)
        install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _call([*install, "--require-hashes", "--requirement", "requirements.lock"])
    _call([*install, "--no-deps", "--no-build-isolation", "--editable", "."])
    STAMP.write_text(made_from, encoding="utf-8")


def _pytest(said: argparse.Namespace) -> list[str]:
    command = ["pytest", "-q", *said.rest]
    if said.samples:
        command += ["--samples", str(Path(said.samples).resolve())]
    if said.coverage:
        command += ["--cov", "--cov-report=term:skip-covered", "--cov-fail-under=95"]
    return command


def _mending() -> dict[str, list[str]]:
    mended = {name: [word for word in command if word != "--check"] for name, command in LINT.items()}
    return {**mended, "lint": ["ruff", "check", "--fix", "."]}


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


def _call(command: list[str]) -> None:
    subprocess.run(command, cwd=ROOT, check=True)


def _stop(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
