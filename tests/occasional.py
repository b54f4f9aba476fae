"""For those who look at every widget there is: what a window makes when it is first opened, made now."""

from ui.main_window.window import MainWindow


def make_all(window: MainWindow) -> None:
    for part in vars(window.parts.occasional).values():
        part()
