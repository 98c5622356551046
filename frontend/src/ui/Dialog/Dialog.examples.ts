export const question = {
  title: "Konto beenden",
  text: "Erika Mustermann kann sich danach nicht mehr anmelden.",
};
