"""From two YAML files to checked domain objects.

`tree` turns YAML text into plain values that remember where they stood, `record` takes
them apart with a fault for whatever is not exactly right, `catalogue` and `jurisdiction`
build the domain, `whole` proves that the parts fit each other, `source` finds the files.
"""

from .source import Data, Source, load

__all__ = ["Data", "Source", "load"]
