"""Where the keys of the rows are answered."""

from ui.commands import Context

CODE = (Context.CODE,)
SCORES = (Context.SCORES,)
ANYWHERE = (Context.ANYWHERE,)
