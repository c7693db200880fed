// Starts Blazor and carries the few behaviours that pages without a circuit need. No inline script stands on any page.
(() => {
    'use strict';

    const waits = [0, 1000, 2000, 5000, 5000, 10000];
    const strip = document.getElementById('components-reconnect-modal');

    // The draft is on the server, so the question about unsaved input would only stand in the way of a page that has to start anew.
    // Set up before Blazor starts: the browser calls these in the order in which they were added.
    let anew = false;
    window.addEventListener('beforeunload', event => { if (anew) event.stopImmediatePropagation(); });

    const reload = () => {
        anew = true;
        location.reload();
    };

    // The server answered but does not know this page any more: it is a new one, or the page was away for too long.
    new MutationObserver(() => {
        if (strip.classList.contains('components-reconnect-rejected')) reload();
    }).observe(strip, { attributes: true, attributeFilter: ['class'] });

    // A circuit draws the address it was started for. A link that only exchanged the content meanwhile would be undone by that, so
    // until the circuit has taken the page over a link loads its page whole. Blazor hears of the press after this.
    document.addEventListener('click', event => {
        if (event.target instanceof Element && document.querySelector('[data-awaits-circuit]')) event.target.closest('a')?.setAttribute('data-enhance-nav', 'false');
    }, true);

    Blazor.start({
        circuit: {
            reconnectionOptions: {
                maxRetries: 60,
                retryIntervalMilliseconds: (attempt, limit) => attempt >= limit ? null : waits[attempt] ?? 15000,
            },
        },
    });

    const focus = id => {
        const target = document.getElementById(id);
        target?.focus();
        target?.scrollIntoView({ block: 'center' });
        return target;
    };

    const reconnect = async () => {
        try {
            if (!await Blazor.reconnect()) reload();
        } catch {
            // Still offline; the strip stays.
        }
    };

    document.addEventListener('click', event => {
        const origin = event.target instanceof Element ? event.target : null;
        const jump = origin?.closest('a[data-jump]');
        if (jump && focus(jump.dataset.jump)) event.preventDefault();

        if (origin?.closest('[data-reconnect]')) reconnect();

        const copy = origin?.closest('[data-copy]');
        if (copy) navigator.clipboard?.writeText(copy.dataset.copy).then(() => { copy.querySelector('span').textContent = copy.dataset.copied; });

        const reveal = origin?.closest('[data-reveal]');
        if (reveal) {
            const input = document.getElementById(reveal.dataset.reveal);
            const shown = input.type === 'password';
            input.type = shown ? 'text' : 'password';
            reveal.setAttribute('aria-pressed', String(shown));
        }
    });

    // A second press of a button that sends a form has no effect. Interactive forms never leave the page and look after themselves.
    document.addEventListener('submit', event => {
        const form = event.target;
        if (form.dataset.sent) {
            event.preventDefault();
            return;
        }
        setTimeout(() => {
            if (event.defaultPrevented || form.method !== 'post') return;
            form.dataset.sent = 'true';
            event.submitter?.setAttribute('aria-busy', 'true');
        });
    });

    // A form that only leads on sends itself; not when the back button led here, or nobody would get past it.
    const leadOn = () => {
        const form = document.querySelector('form[data-submit]');
        if (form && performance.getEntriesByType('navigation')[0]?.type !== 'back_forward') form.querySelector('button').click();
    };

    // What is left of a deadline, while the page stays open.
    const countDown = () => document.querySelectorAll('[data-until]').forEach(left => {
        const minutes = Math.max(0, Math.floor((new Date(left.dataset.until) - Date.now()) / 60000));
        const parts = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
        left.textContent = left.dataset.left.replace(/\{(\d)\}/g, (_, part) => parts[part]);
    });
    setInterval(countDown, 30000);

    // A page that comes back from the browser's memory can be sent again.
    const free = () => document.querySelectorAll('form[data-sent]').forEach(form => {
        delete form.dataset.sent;
        form.querySelectorAll('[aria-busy]').forEach(button => button.removeAttribute('aria-busy'));
    });
    window.addEventListener('pageshow', event => { if (event.persisted) free(); });
    Blazor.addEventListener('enhancedload', () => {
        free();
        document.querySelector('[data-focus]')?.focus();
        leadOn();
    });
    leadOn();
})();
