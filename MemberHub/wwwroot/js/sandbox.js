// Sends the browser back to the shop by itself; without scripts the payer presses the button.
document.querySelector('form[data-returns]')?.requestSubmit();
