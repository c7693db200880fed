// Asks the browser for a passkey and sends its answer with the form. Where the browser knows none, the forms stay hidden.
(() => {
    'use strict';

    const known = window.isSecureContext && typeof window.PublicKeyCredential === 'function';

    const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), sign => sign.charCodeAt(0));
    const text = buffer => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
    const withBytes = keys => (keys ?? []).map(key => ({ ...key, id: bytes(key.id) }));

    const ask = async (kind, options) => {
        const asked = { ...options, challenge: bytes(options.challenge) };
        if (kind === 'create') {
            return navigator.credentials.create({ publicKey: { ...asked, user: { ...options.user, id: bytes(options.user.id) }, excludeCredentials: withBytes(options.excludeCredentials) } });
        }
        return navigator.credentials.get({ publicKey: { ...asked, allowCredentials: withBytes(options.allowCredentials) } });
    };

    const toJson = key => JSON.stringify({
        id: key.id,
        rawId: text(key.rawId),
        type: key.type,
        authenticatorAttachment: key.authenticatorAttachment ?? undefined,
        clientExtensionResults: key.getClientExtensionResults(),
        response: {
            clientDataJSON: text(key.response.clientDataJSON),
            attestationObject: text(key.response.attestationObject),
            transports: key.response.getTransports?.(),
            authenticatorData: text(key.response.authenticatorData ?? key.response.getAuthenticatorData?.()),
            signature: text(key.response.signature),
            userHandle: text(key.response.userHandle),
        },
    });

    const send = async form => {
        const error = form.querySelector('[data-passkey-error]');
        const button = form.querySelector('button');
        error.hidden = true;
        button.setAttribute('aria-busy', 'true');
        try {
            const answer = await fetch(form.dataset.options, { credentials: 'same-origin', cache: 'no-store' });
            const question = await answer.json();
            const key = await ask(form.dataset.passkey, question.publicKey);
            form.querySelector('[data-passkey-credential]').value = toJson(key);
            form.querySelector('[data-passkey-state]').value = question.state;
            form.submit();
        } catch {
            // Cancelled, too late, or offline: the page stays as it is and can be tried again.
            error.hidden = false;
            button.removeAttribute('aria-busy');
        }
    };

    document.addEventListener('submit', event => {
        if (!event.target.matches('form[data-passkey]')) return;
        event.preventDefault();
        if (!event.target.querySelector('[aria-busy]')) send(event.target);
    });

    const show = () => {
        if (!known) return;
        document.querySelectorAll('form[data-passkey]').forEach(form => { form.hidden = false; });
        document.querySelectorAll('[data-passkey-missing]').forEach(note => { note.hidden = true; });
    };
    Blazor.addEventListener('enhancedload', show);
    show();
})();
