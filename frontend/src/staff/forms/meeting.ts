import { changedNames, same } from "./same";

/** What two people made of one document. */
export interface Meeting<V> {
  /** What is stored, with everything I changed on top. */
  merged: V;
  /** Fields that both changed, differently. */
  both: (keyof V & string)[];
}

/** Someone else saved first: fields only they changed are theirs, fields only I changed are mine. */
export function meet<V extends object>(values: V, base: V, theirs: V): Meeting<V> {
  const mine = changedNames(values, base);
  const changes = Object.fromEntries(mine.map((name) => [name, values[name]])) as Partial<V>;
  return {
    merged: { ...theirs, ...changes },
    both: mine.filter((name) => !same(theirs[name], base[name]) && !same(theirs[name], values[name])),
  };
}
