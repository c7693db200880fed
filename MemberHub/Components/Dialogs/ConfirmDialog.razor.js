// The browser's modal dialog holds the focus inside, closes on Escape and gives the focus back.
export const open = dialog => dialog.showModal();
export const close = dialog => dialog.close();
