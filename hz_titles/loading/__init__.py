"""From two YAML files to checked domain objects.

`yaml_tree` turns YAML text into plain values that remember where they stood, `record` takes
them apart with a fault for whatever is not exactly right, `annexes` builds the domain,
`offices` finds who serves whom, `consistency` proves that the parts fit each other, `source`
finds the files.
"""

from .source import Data, Source, load

__all__ = ["Data", "Source", "load"]
