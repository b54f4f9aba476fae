"""The core of Diptych: values, rules, formats, store and service. It imports no Qt."""

__version__ = "0.1.0"
