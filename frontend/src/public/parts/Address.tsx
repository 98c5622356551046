import type { County } from "../../api/types";

/** The postal and electronic address of the body behind the site, as far as it is known. */
export function Address({ imprint }: { imprint: County["imprint"] }) {
  const { organisation, street, postal_code, town, email, phone } = imprint;
  return (
    <address class="address" lang="de" dir="ltr">
      <strong>{organisation}</strong>
      {street && <span>{street}</span>}
      {town && (
        <span>
          {postal_code} {town}
        </span>
      )}
      {phone && <a href={`tel:${phone.replace(/[^+\d]/g, "")}`}>{phone}</a>}
      {email && <a href={`mailto:${email}`}>{email}</a>}
    </address>
  );
}
