import { useEffect, useRef } from "preact/hooks";
import { api } from "../api/client";
import type { Read } from "../api/operations";
import type { OwnWords } from "../forms/faults";
import { type DocumentState, useDocument } from "../forms/useDocument";
import { today } from "../today";
import { changeOf, type OrganisationDocument, type OrganisationValues, valuesOf } from "./model";

const WORDS: OwnWords = {
  site_format: "places.fault_site",
  mail_format: "kit.fault_email",
  phone_format: "places.fault_phone",
  postal_code_format: "places.fault_postal_code",
  hour_format: "places.fault_hour",
  half_a_time: "places.fault_hour",
  not_in_order: "places.fault_times",
  overlaps: "places.fault_overlaps",
  in_the_future: "places.fault_future",
  part_of_itself: "places.fault_part_of",
  blank: "kit.fault_missing",
};

/** One organisation or office as a document that is edited. */
export function useOrganisation(
  read: Read<OrganisationDocument>,
  saved: (read: Read<OrganisationDocument>) => void,
): DocumentState<OrganisationValues> {
  const path = { key: read.data.key };
  const doc: DocumentState<OrganisationValues> = useDocument<OrganisationDocument, OrganisationValues>({
    draft: `organisations-${path.key}`,
    read,
    valuesOf,
    again: () => api.get("/staff/organisations/{key}", { path }),
    save: (patch, seen) =>
      api.patch("/staff/organisations/{key}", { path, seen, body: changeOf(patch, doc.form.values) }),
    saved,
    words: WORDS,
  });
  return doc;
}

/** Says that everything is right today, and saves. */
export function useConfirmation({ form, save }: DocumentState<OrganisationValues>): () => void {
  const wanted = useRef(false);
  useEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    save();
  }, [form.values.confirmed_on]);
  return () => {
    wanted.current = true;
    form.set({ confirmed_on: today() });
  };
}
