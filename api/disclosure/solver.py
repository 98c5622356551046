"""The one place that knows HiGHS. Imported only where something is protected: it loads numpy."""

from collections.abc import Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# One thread and no limit in time: the same question has the same answer on every machine.
OPTIONS: dict[str, bool | int | str] = {
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "mip_max_nodes": 10_000,
}
EXACT = 1e-6


class Quiet(highspy.Highs):
    """The solver without the banner its constructor prints: enabling callbacks is where that happens (HiGHS#1932)."""

    def enableCallbacks(self) -> None:  # noqa: N802 - its name
        """Be silent before anything can be said."""
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()


class Moves:
    """The moves of a table that keep its sums: how much each cell may rise and fall at the same time."""

    def __init__(self, counts: Sequence[int], equations: Sequence[Sequence[tuple[int, int]]]) -> None:
        """Take the counts, and each equation as (cell, factor)."""
        self.counts = np.array(counts, dtype=np.float64)
        self.equations = equations
        self.size = len(counts)
        self.columns = np.arange(2 * self.size, dtype=np.int32)
        self.solver = Quiet()
        for name, value in OPTIONS.items():
            self.solver.setOptionValue(name, value)
        self.solver.passModel(self._program())

    def _program(self) -> highspy.HighsLp:
        """Return the empty program: a column for each cell's rise, then one for each cell's fall."""
        nothing, rows = np.zeros(2 * self.size), np.zeros(len(self.equations))
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = 2 * self.size, len(self.equations)
        program.col_cost_ = program.col_lower_ = program.col_upper_ = nothing
        program.row_lower_ = program.row_upper_ = rows
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        entries = [
            [(cell + side * self.size, -factor if side else factor) for side in (0, 1) for cell, factor in equation]
            for equation in self.equations
        ]
        program.a_matrix_.start_ = np.cumsum([0, *(len(row) for row in entries)], dtype=np.int32)
        program.a_matrix_.index_ = np.array([cell for row in entries for cell, _ in row], dtype=np.int32)
        program.a_matrix_.value_ = np.array([factor for row in entries for _, factor in row], dtype=np.float64)
        return program

    def cheapest(self, cell: int, by: int, costs: Sequence[int], fixed: Sequence[bool]) -> list[int] | None:
        """Return the cheapest move of all cells where `cell` changes `by` and no `fixed` one changes; None if none is.

        No count falls below 0, and each step of a cell costs its `costs`. Whole numbers are asked for only where the
        continuous answer is not whole.
        """
        still = np.array(fixed)
        lower = np.zeros(2 * self.size)
        upper = np.concatenate([np.where(still, 0.0, highspy.kHighsInf), np.where(still, 0.0, self.counts)])
        rises, falls = cell, self.size + cell
        moved, other = (rises, falls) if by > 0 else (falls, rises)
        upper[other] = 0.0
        lower[moved] = upper[moved] = abs(by)
        price = np.array(costs, dtype=np.float64)
        self.solver.changeColsBounds(len(self.columns), self.columns, lower, upper)
        self.solver.changeColsCost(len(self.columns), self.columns, np.concatenate([price, price]))
        return self._solved(whole=False) or self._solved(whole=True)

    def _solved(self, *, whole: bool) -> list[int] | None:
        if whole:
            self._whole(highspy.HighsVarType.kInteger)
        self.solver.run()
        found = np.array(self.solver.getSolution().col_value)
        feasible = self.solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        if whole:
            self._whole(highspy.HighsVarType.kContinuous)
        return self._exact(found[: self.size] - found[self.size :]) if feasible else None

    def _whole(self, kind: highspy.HighsVarType) -> None:
        for column in range(2 * self.size):
            self.solver.changeColIntegrality(column, kind)

    def _exact(self, found: Floats) -> list[int] | None:
        """Return the move in whole numbers if it is one, and if it keeps the sums exactly."""
        rounded = np.rint(found)
        if np.abs(found - rounded).max(initial=0.0) > EXACT:
            return None
        move = [int(step) for step in rounded]
        kept = all(sum(factor * move[cell] for cell, factor in equation) == 0 for equation in self.equations)
        return move if kept else None
