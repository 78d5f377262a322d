"""`evbot doctor`: prints a line for each part of the set-up, with the fix for a fault."""

from __future__ import annotations

from dataclasses import asdict

from adapters.finding import Finding
from adapters.terminal.diagnosis import diagnose
from adapters.terminal.json_form import to_line
from adapters.terminal.session import Session


def examine(session: Session, *, online: bool = False) -> int:
    """Return 1 where something is wrong."""
    findings = []
    for finding in diagnose(session, online=online):
        findings.append(finding)
        session.world.write_line(to_line(asdict(finding)) if session.as_json else _line(finding))
    return 0 if all(finding.ok for finding in findings) else 1


def _line(finding: Finding) -> str:
    state = "ok   " if finding.ok else "WRONG"
    fix = f"; {finding.fix}" if finding.fix else ""
    return f"{state}  {finding.name}: {finding.message}{fix}"
