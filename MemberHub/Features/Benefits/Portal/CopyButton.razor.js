// Copies within the press itself: after a way to the server and back, some browsers refuse.
export const attach = button => button.addEventListener('click', async () => {
    const source = document.getElementById(button.dataset.source);
    const status = button.nextElementSibling;
    status.textContent = '';
    try {
        await navigator.clipboard.writeText(source.textContent);
        status.textContent = button.dataset.copied;
    } catch {
        getSelection().selectAllChildren(source);
        status.textContent = button.dataset.selected;
    }
});
