"""`python -m setup.samples`: writes every sample document into resources/samples."""

from __future__ import annotations

from collections.abc import Callable

from setup.cache import ROOT
from setup.samples.incident.scan import incident_scan_pdf
from setup.samples.ledger.workbook import ledger_xlsx
from setup.samples.manual.document import manual_pdf
from setup.samples.policy.document import report_docx
from setup.samples.slides.deck import slides_pptx

FOLDER = ROOT / "resources" / "samples"
SAMPLES: dict[str, Callable[[], bytes]] = {
    "kp-40-maintenance-manual.pdf": manual_pdf,
    "islands-supply-policy-report.docx": report_docx,
    "harbour-ledger-2025.xlsx": ledger_xlsx,
    "incident-report-scan.pdf": incident_scan_pdf,
    "supply-briefing.pptx": slides_pptx,
}


def main() -> None:
    """Write them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, make in SAMPLES.items():
        (FOLDER / name).write_bytes(make())


if __name__ == "__main__":
    main()
