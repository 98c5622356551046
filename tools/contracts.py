"""A contract for import-linter: whoever needs a room goes through its front door."""

from importlinter import Contract, ContractCheck, fields, output

HINT = "Import it from the room's __init__.py; what is not offered there is the room's own business."


class FrontDoors(Contract):
    """No module may import the inside of another room, only the room's package itself.

    Options: `house` (the package of the rooms), `open_rooms` (rooms that are toolboxes: every module is for all).
    """

    type_name = "front_doors"

    house = fields.StringField()
    open_rooms = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph, verbose) -> ContractCheck:  # noqa: ANN001, ARG002 - import-linter's own signature
        """Find imports of a room's inside from elsewhere; `metadata["breaches"]` lists them."""
        rooms = {room for room in graph.find_children(self.house) if graph.find_children(room)}
        closed = rooms - {f"{self.house}.{name}" for name in self.open_rooms or ()}
        breaches = sorted(
            (importer, inside, detail["line_number"])
            for room in closed
            for inside in graph.find_descendants(room)
            for importer in graph.find_modules_that_directly_import(inside)
            if importer != room and not importer.startswith(f"{room}.")
            for detail in graph.get_import_details(importer=importer, imported=inside)
        )
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each breach with its line, then what to do."""
        for importer, inside, line in check.metadata["breaches"]:
            output.print_error(f"{importer} (line {line}) reaches into {inside}.", bold=False)
        output.new_line()
        output.print(HINT)
