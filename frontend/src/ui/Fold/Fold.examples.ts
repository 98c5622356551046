export const where = {
  title: "Wo",
  about: "Otterbach · Beispielweg 112",
  text: "Beispielweg 112, 67731 Otterbach",
};
