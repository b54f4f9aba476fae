"""The service's part for what leaves a workspace, as packages or derived files, what comes into one, what was acknowledged.

Everything here can be stopped at any step and done again, and changes nothing that was done. Long work is a generator, as
in the service itself.
"""
