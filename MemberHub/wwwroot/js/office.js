// The office by keyboard. Every key presses something that can also be clicked: an element with data-key, inside the row under the
// cursor or outside of all rows, never in another row. Keys do nothing while a field has the focus, and can be switched off.
(() => {
    'use strict';

    const store = 'office-keys-off';
    const isOff = () => localStorage.getItem(store) === '1';
    const rows = () => [...document.querySelectorAll('[data-row]')].filter(row => row.offsetParent !== null);
    const isField = element => element instanceof Element && (element.closest('textarea, select, [contenteditable=true]') !== null
        || (element instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(element.type)));

    // The row is remembered by its name, because the list may be drawn anew at any moment.
    let current = null;
    // Where it stood: a row that is finished leaves the list, and the next one takes its place.
    let place = -1;
    const cursorRow = () => rows().find(row => row.dataset.row === current) ?? null;

    const draw = () => {
        const chosen = cursorRow();
        document.querySelectorAll('[data-row][data-cursor]').forEach(row => { if (row !== chosen) row.removeAttribute('data-cursor'); });
        if (!chosen) return;
        if (!chosen.hasAttribute('data-cursor')) chosen.setAttribute('data-cursor', '');
        place = rows().indexOf(chosen);
    };

    const move = step => {
        const all = rows();
        if (all.length === 0) return;
        const at = all.findIndex(row => row.dataset.row === current);
        const target = at >= 0 ? at + step : place >= 0 ? (step > 0 ? place : place - 1) : step > 0 ? 0 : all.length - 1;
        const next = all[Math.min(all.length - 1, Math.max(0, target))];
        current = next.dataset.row;
        draw();
        next.scrollIntoView({ block: 'nearest' });
        // A row that opens beside the list says so by its link.
        next.querySelector('[data-open]')?.click();
    };

    const isShown = element => element.offsetParent !== null && !element.disabled && element.getAttribute('aria-disabled') !== 'true';
    const find = key => {
        const wanted = `[data-key="${CSS.escape(key)}"]`;
        const row = cursorRow();
        const all = [...document.querySelectorAll(wanted)].filter(isShown);
        return all.find(element => row?.contains(element)) ?? all.find(element => !element.closest('[data-row]')) ?? null;
    };

    const words = element => (element.dataset.keyWord ?? element.getAttribute('aria-label') ?? element.textContent).trim().replace(/\s+/g, ' ');

    const showKeys = () => {
        const sheet = document.getElementById('office-keys');
        if (!sheet) return;
        const known = new Map([['J / K', sheet.dataset.move], ['X', sheet.dataset.mark], ['/', sheet.dataset.find], ['?', sheet.dataset.all]]);
        document.querySelectorAll('[data-key]').forEach(element => {
            if (isShown(element) && !known.has(element.dataset.key)) known.set(element.dataset.key, words(element));
        });
        const title = document.createElement('h2');
        title.textContent = sheet.dataset.all;
        const list = document.createElement('dl');
        known.forEach((word, key) => {
            const term = list.appendChild(document.createElement('dt'));
            term.appendChild(document.createElement('kbd')).textContent = key === 'Enter' ? '↵' : key.length === 1 ? key.toUpperCase() : key;
            list.appendChild(document.createElement('dd')).textContent = word;
        });
        const actions = document.createElement('p');
        actions.className = 'row';
        const button = (text, action) => {
            const made = actions.appendChild(document.createElement('button'));
            made.type = 'button';
            made.className = 'btn sm';
            made.textContent = text;
            made.addEventListener('click', action);
        };
        button(isOff() ? sheet.dataset.switchOn : sheet.dataset.switchOff, () => {
            localStorage.setItem(store, isOff() ? '0' : '1');
            sheet.close();
        });
        button(sheet.dataset.close, () => sheet.close());
        sheet.replaceChildren(title, list, actions);
        sheet.showModal();
    };

    document.addEventListener('keydown', event => {
        if (!document.querySelector('.office') || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isField(event.target)) return;
        if (document.querySelector('dialog[open], .rz-dialog-wrapper')) return;
        if (event.key === '?') {
            event.preventDefault();
            showKeys();
            return;
        }
        if (isOff()) return;
        const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
        if (key === 'j' || key === 'k') {
            event.preventDefault();
            move(key === 'j' ? 1 : -1);
        } else if (key === '/') {
            const field = document.querySelector('main [data-find]') ?? document.querySelector('[data-find]');
            if (field) {
                event.preventDefault();
                field.focus();
            }
        } else if (key === 'x') {
            const box = cursorRow()?.querySelector('input[type=checkbox]:not([disabled])');
            if (box) {
                event.preventDefault();
                box.click();
            }
        } else if (key !== 'Enter' || !(event.target instanceof Element && event.target.closest('a, button, input, summary'))) {
            const target = find(key);
            if (target) {
                event.preventDefault();
                target.click();
            } else if (!cursorRow() && document.querySelector(`[data-row] [data-key="${CSS.escape(key)}"]`)) {
                // A key of rows without a row under the cursor shows which row the next press would mean.
                event.preventDefault();
                move(1);
            }
        }
    });

    document.addEventListener('click', event => {
        const row = event.target instanceof Element ? event.target.closest('[data-row]') : null;
        if (row) {
            current = row.dataset.row;
            draw();
        }
    });

    new MutationObserver(draw).observe(document.body, { childList: true, subtree: true });
})();
