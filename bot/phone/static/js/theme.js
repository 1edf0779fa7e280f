// Before anything is painted: the theme somebody chose here, if they did.
const chosenTheme = localStorage.getItem("phone.theme");
if (chosenTheme) document.documentElement.dataset.theme = chosenTheme;
