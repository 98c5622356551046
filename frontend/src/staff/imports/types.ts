import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Preview = Schemas["ImportPreview"];
export type Imported = Schemas["ImportDocument"];
export type Fault = Schemas["FaultView"];
export type Said = Schemas["SaidView"];
