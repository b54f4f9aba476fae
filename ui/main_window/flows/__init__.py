"""What takes several parts of the window at once, a module for each; commands and connections run them."""

from dataclasses import dataclass

from app.settings import Settings
from ui.main_window.flows.adjusting import Adjusting
from ui.main_window.flows.announcing import Announcing
from ui.main_window.flows.caretaking import Caretaking
from ui.main_window.flows.citing import Citing
from ui.main_window.flows.composing import Composing
from ui.main_window.flows.deciding import Deciding
from ui.main_window.flows.describing import Describing
from ui.main_window.flows.exporting import Exporting
from ui.main_window.flows.going import Going
from ui.main_window.flows.importing import Importing
from ui.main_window.flows.laying_out import LayingOut
from ui.main_window.flows.looking_back import LookingBack
from ui.main_window.flows.looking_up import LookingUp
from ui.main_window.flows.naming_keys import NamingKeys
from ui.main_window.flows.reading_findings import ReadingFindings
from ui.main_window.flows.searching import Searching
from ui.main_window.flows.submitting import Submitting
from ui.main_window.flows.syncing import Syncing
from ui.main_window.flows.telling import Telling
from ui.main_window.flows.timing import Timing
from ui.main_window.flows.viewing import Viewing
from ui.main_window.parts import Parts
from ui.main_window.situation import Situation

__all__ = ["Flows", "flows_of"]


@dataclass(frozen=True, slots=True)
class Flows:
    """The flows of one window. *now* says what holds in it at the moment."""

    now: Situation
    adjusting: Adjusting
    announcing: Announcing
    importing: Importing
    exporting: Exporting
    syncing: Syncing
    caretaking: Caretaking
    viewing: Viewing
    going: Going
    composing: Composing
    reading_findings: ReadingFindings
    citing: Citing
    deciding: Deciding
    describing: Describing
    submitting: Submitting
    laying_out: LayingOut
    telling: Telling
    searching: Searching
    naming_keys: NamingKeys
    looking_up: LookingUp
    looking_back: LookingBack
    timing: Timing


def flows_of(parts: Parts, settings: Settings) -> Flows:
    now = Situation(parts)
    viewing = Viewing(parts, settings)
    announcing = Announcing(parts, settings)
    reading_findings = ReadingFindings(parts, now)
    going = Going(parts, now, viewing, reading_findings)
    composing = Composing(parts, reading_findings)
    deciding = Deciding(parts)
    describing = Describing(parts)
    looking_back = LookingBack(parts, deciding)
    looking_up = LookingUp(parts)
    return Flows(
        now=now,
        adjusting=Adjusting(parts, viewing, announcing),
        announcing=announcing,
        importing=Importing(parts),
        exporting=Exporting(parts),
        syncing=Syncing(parts, settings.sync_folder),
        caretaking=Caretaking(parts),
        viewing=viewing,
        going=going,
        composing=composing,
        reading_findings=reading_findings,
        citing=Citing(parts, viewing),
        deciding=deciding,
        describing=describing,
        submitting=Submitting(parts, now, viewing=viewing, going=going, composing=composing, deciding=deciding),
        laying_out=LayingOut(
            parts, viewing=viewing, composing=composing, describing=describing, looking_back=looking_back
        ),
        telling=Telling(parts, now),
        searching=Searching(parts, now, going, looking_up),
        naming_keys=NamingKeys(parts, now),
        looking_up=looking_up,
        looking_back=looking_back,
        timing=Timing(parts),
    )
