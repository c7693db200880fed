// Works off the task of a form that asks for one, beside what is typed. A form that is sent before that is done waits, says so, and then
// sends itself.
(() => {
    'use strict';

    const begin = box => {
        box.dataset.begun = 'true';
        const form = box.closest('form');
        const text = box.querySelector('[data-proof-text]');
        const bar = box.querySelector('progress');
        const parts = Number(box.dataset.parts);
        const found = [];
        let waiting = null;
        let failed = false;

        // Sent without a solution, the form comes back with the server's own words.
        const fail = () => {
            failed = true;
            text.textContent = box.dataset.failed;
            waiting?.removeAttribute('aria-busy');
        };

        form.addEventListener('submit', event => {
            if (found.length >= parts || failed) return;
            event.preventDefault();
            waiting = event.submitter ?? form.querySelector('button');
            waiting.setAttribute('aria-busy', 'true');
            text.textContent = box.dataset.waiting;
        });

        const worker = new Worker(box.dataset.worker);
        worker.addEventListener('error', fail);
        worker.addEventListener('message', event => {
            found.push(event.data);
            bar.value = found.length;
            if (found.length < parts) return;
            worker.terminate();
            box.querySelector('[data-proof-solution]').value = found.join('.');
            text.textContent = box.dataset.done;
            waiting?.removeAttribute('aria-busy');
            if (waiting) form.requestSubmit(waiting);
        });
        bar.hidden = false;
        text.textContent = box.dataset.working;
        worker.postMessage({ seed: box.dataset.seed, bits: Number(box.dataset.bits), parts });
    };

    const beginAll = () => document.querySelectorAll('[data-proof]:not([data-begun])').forEach(begin);
    Blazor.addEventListener('enhancedload', beginAll);
    beginAll();
})();
