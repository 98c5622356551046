export const two = [
  { name: "email", text: "E-Mail: Bitte geben Sie eine vollständige Adresse an." },
  { name: "", text: "Diese Person ist schon eingeladen." },
];
