"""P20: nothing that leaves says whose computer it was written on, nor does what lies in the workspace.

    python -m tests.torture.anonymous PACKAGES

The program runs in a process of its own for a user, in a home and on a host whose names cannot be there by chance.
"""

import getpass
import json
import os
import platform
import shutil
import socket
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.torture.figures import Row

ROOT = Path(__file__).parents[2]
USER, HOME, HOST = "unmistakable-user", "unmistakable-home", "unmistakable-host"


def figures(packages: int) -> Row:
    """Write so many packages with their receipts, and look for the machine in every byte of them and beside them."""
    with TemporaryDirectory(prefix="diptych-anonymous-") as folder:
        home = Path(folder) / HOME
        home.mkdir()
        names = dict.fromkeys(("USER", "LOGNAME", "LNAME", "USERNAME"), USER)
        environment = {**os.environ, **names, "HOME": str(home), "HOSTNAME": HOST, "DIPTYCH_HOME": str(home / "data")}
        command = [sys.executable, "-m", "tests.torture.anonymous", "within", str(packages), str(home)]
        if may_rename_host():
            command = ["unshare", "--uts", "sh", "-c", f'hostname {HOST} && exec "$@"', "sh", *command]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    return Row(
        "P20",
        f"{found['packages']} packages and their receipts, packed and unpacked, workspace, log, journal, backup, settings "
        "and everything printed, searched byte by byte for user, host, home, folder, address and system",
        f"{len(found['hits'])} hits in {found['bytes']:,} bytes of {found['files']} files"
        f"{': ' + ', '.join(found['hits']) if found['hits'] else ''}; looked for: {', '.join(found['looked_for'])}; the "
        f"evaluator's pseudonym, to see that the search finds, in {found['with_pseudonym']} of {found['packages']}",
        not found["hits"] and found["packages"] == found["with_pseudonym"] == packages,
    )


def may_rename_host() -> bool:
    """Whether this machine lets us give a process a host's name of its own."""
    if not (shutil.which("unshare") and shutil.which("hostname")):
        return False
    tried = subprocess.run(["unshare", "--uts", "hostname", HOST], capture_output=True, check=False)
    return tried.returncode == 0


def _within(packages: int, home: Path) -> dict[str, object]:
    from app.caretaking import back_up_if_due
    from app.cli import diptych
    from app.evaluation import Evaluation
    from app.packages import receipts
    from app.packages.package import contents
    from app.packages.signing import opened, signing_key
    from app.packages.transport import Folder
    from app.settings import Settings, places, save
    from tests.torture.scene import a_workspace, judging

    path = a_workspace(home / "work.diptych")
    stick = home.parent / "stick"
    stick.mkdir()
    evaluation = Evaluation.open(path)
    judge = judging(evaluation)
    sending = evaluation.sending(places().signing_key)
    for _ in range(packages):
        next(judge)
        _finished(sending.export(stick, since_last=True))
    _finished(sending.sync(Folder(stick)))
    collector = Evaluation.open(a_workspace(home / "collector" / "work.diptych"))
    _finished(collector.receiving(home / "collector" / "signing-key").collect(Folder(stick)))
    collector.close()
    backup = back_up_if_due(path)
    save(places().settings, Settings(scheme="dark"))
    beside = {one: one.read_bytes() for one in path.parent.glob("work.diptych*") if one.suffix != ".lock"}
    evaluation.close()
    printed = StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        for words in (["tasks"], ["doctor"], ["evaluator"], ["export", "--preview"], ["formats"]):
            try:
                diptych(["--workspace", str(path), *words])
            except SystemExit as end:
                if end.code:
                    raise
    zips = sorted(one for one in stick.rglob("*.zip") if one.parent == stick)
    looked_through = {
        **{f"{one}": one.read_bytes() for one in stick.rglob("*") if one.is_file()},
        **{f"{name}": data for name, data in beside.items()},
        "backup": b"" if backup is None else backup.read_bytes(),
        "settings": places().settings.read_bytes(),
        "printed": printed.getvalue().encode(),
    }
    unpacked = {
        one: b"\n".join((whole.manifest, whole.signature, whole.judgments))
        for one, whole in ((one, contents(one.read_bytes())) for one in stick.rglob("*.zip"))
    }
    signed = {one: opened(one.read_bytes(), receipts.PAYLOAD_TYPE).payload for one in stick.rglob("*.json")}
    everything = {**looked_through, **{f"{one}, unpacked": data for one, data in {**unpacked, **signed}.items()}}
    told = _told(home, signing_key(places().signing_key).seed)
    pseudonym = b"e-0123456789ab"
    return {
        "packages": len(zips),
        "files": len(looked_through),
        "bytes": sum(map(len, everything.values())),
        "looked_for": list(told),
        "hits": [
            f"{what} in {Path(name).name}"
            for name, data in everything.items()
            for what, word in told.items()
            if word.lower() in data.lower()
        ],
        "with_pseudonym": sum(pseudonym in unpacked[one] for one in zips),
    }


def _told(home: Path, seed: bytes) -> dict[str, bytes]:
    """What must not be said; a name that is so short that chance writes it says nothing and is not looked for."""
    address = f"{uuid.getnode():012x}"
    words = {
        "user": getpass.getuser(),
        "host": socket.gethostname(),
        "node": platform.node(),
        "home": str(home),
        "name of the home": HOME,
        "program": str(ROOT),
        "address": address,
        "address with colons": ":".join(address[at : at + 2] for at in range(0, 12, 2)),
        "system": platform.platform(),
        "kernel": platform.release(),
        "private key": seed.hex(),
    }
    return {what: word.encode() for what, word in words.items() if len(word) > 4}


def _finished(steps: Iterator[object]) -> None:
    for _ in steps:
        pass


if __name__ == "__main__":
    if sys.argv[1] == "within":
        print(json.dumps(_within(int(sys.argv[2]), Path(sys.argv[3]))))
    else:
        print(figures(int(sys.argv[1])))
