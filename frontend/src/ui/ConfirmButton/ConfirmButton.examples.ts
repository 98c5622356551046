export const end = {
  label: "Beenden",
  title: "Konto beenden?",
  text: "Danach ist keine Anmeldung mehr möglich.",
};
