"""Formats that LibreOffice turns into ones that we read: doc, wps, rtf, OpenDocument.

Each process has a profile folder of its own (two on one profile: one of them silently makes
nothing), in which macros are off, links are not followed and every address goes to a closed port.
The output is looked for, since the exit status says nothing; a conversion that takes too long is
ended with all that it started.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path

import psutil

from config import LIMITS
from transforms.process import heartbeat
from transforms.readers import UnreadableDocument

FILTERS = {"docx": "MS Word 2007 XML", "xlsx": "Calc MS Excel 2007 XML"}

_LOOK_EVERY = 0.05  # seconds
_CLOCK_EVERY = 0.5
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_SETTINGS = (
    (_SECURITY, "MacroSecurityLevel", "3"),
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    (_SECURITY, "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("/org.openoffice.Office.Common/Save/Document", "WarnAlienFormat", "false"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
)


def convert(data: bytes, suffix: str, target: str) -> bytes:
    """The document as `docx` or `xlsx`; `suffix` (`doc`, `rtf` …) tells LibreOffice what it gets.

    Raises UnreadableDocument: `unsupported_format` without LibreOffice, `corrupt` if it makes
    nothing of the file, `timed_out` if it takes longer than a conversion may.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        message = (
            f"a {suffix} file is read with LibreOffice, which is not installed "
            "(Debian: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui)"
        )
        raise UnreadableDocument("unsupported_format", message)
    with tempfile.TemporaryDirectory(prefix="gongkai-convert-") as folder:
        source = Path(folder, f"document.{suffix}")
        source.write_bytes(data)
        command = [
            program, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
            f"-env:UserInstallation={_profile().as_uri()}",
            "--convert-to", f"{target}:{FILTERS[target]}", "--outdir", f"{folder}/out", str(source),
        ]  # fmt: skip
        _run(command, folder)
        return _output(Path(folder, "out", f"document.{target}"), suffix)


def _run(command: list[str], folder: str) -> None:
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": folder, "TMPDIR": folder}
    environment["LC_ALL"] = "C.UTF-8"
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _watch(process)
    finally:
        if process.poll() is None:
            _end(process)
            _pipe(_profile()).unlink(missing_ok=True)
            _profile.cache_clear()  # what it left half done is not used again


def _pipe(profile: Path) -> Path:
    """The socket by which two LibreOffices on one profile find each other, left where one is ended
    (its sources: `osl_createPipe`, `RequestHandler::Enable`)."""
    digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    name = "".join(f"{byte:x}" for byte in digest)
    name = f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{name}"
    return Path("/tmp", name)  # noqa: S108 wherever TMPDIR is


def _watch(process: subprocess.Popen[bytes]) -> None:
    """Wait until it ends, as long as it works, and not longer than a conversion may take.

    What counts is its processor time: on a busy machine it is not its fault to be slow.
    """
    used = 0.0
    moved = looked = time.monotonic()
    while process.poll() is None:
        time.sleep(_LOOK_EVERY)
        now = time.monotonic()
        if now - looked < _CLOCK_EVERY:
            continue
        looked = now
        worked = _processor_time(process.pid)
        if worked > used:
            used, moved = worked, now
            heartbeat.beat()
        if used > LIMITS.conversion or now - moved > LIMITS.conversion:
            message = f"LibreOffice took more than {LIMITS.conversion:g} s and was ended"
            raise UnreadableDocument("timed_out", message)


def _processor_time(pid: int) -> float:
    """Seconds that a process and what it started have worked."""
    total = 0.0
    with contextlib.suppress(psutil.NoSuchProcess):
        family = psutil.Process(pid)
        for member in [family, *family.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):
                times = member.cpu_times()
                total += times.user + times.system
    return total


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started."""
    with contextlib.suppress(psutil.NoSuchProcess):
        family = psutil.Process(process.pid)
        for member in [*family.children(recursive=True), family]:
            with contextlib.suppress(psutil.NoSuchProcess):
                member.kill()
    process.wait()


def _output(file: Path, suffix: str) -> bytes:
    if not file.is_file() or not (size := file.stat().st_size):
        raise UnreadableDocument("corrupt", f"LibreOffice could make nothing of the {suffix} file")
    if size > LIMITS.part:
        message = f"converted, it has {size:,} bytes; at most {LIMITS.part:,} are read"
        raise UnreadableDocument("too_large", message)
    return file.read_bytes()


@cache
def _profile() -> Path:
    """This process's own profile, removed when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="gongkai-libreoffice-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    settings = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
        for path, name, value in _SETTINGS
    )
    (folder / "user").mkdir()
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
        f"{settings}</oor:items>\n",
        encoding="utf-8",
    )
    return folder
