'use strict';

// Asks for the tickets every two seconds and draws what changed. Everything that came by mail goes through textContent:
// it is never read as markup.

const PAUSE = 2000;
const STATES = { OPEN: 'Open', ANSWERED: 'Answered', CLOSED: 'Closed' };

const byId = (id) => document.getElementById(id);
const drafts = new Map();

let selected = null;
let shownTickets = '';
let shownConversation = '';
let busy = false;

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, { cache: 'no-store', ...options });
  } catch {
    throw new Error('The server cannot be reached.');
  }
  const json = (response.headers.get('Content-Type') || '').includes('json') ? await response.json() : {};
  if (!response.ok) {
    const failure = new Error(json.error || `The server answered with status ${response.status}.`);
    failure.status = response.status;
    throw failure;
  }
  return json;
}

function send(method, path, body) {
  return call(path, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

function element(name, className, text) {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function time(iso) {
  const at = new Date(iso);
  const today = at.toDateString() === new Date().toDateString();
  const clock = { hour: '2-digit', minute: '2-digit' };
  const node = element('time', '', at.toLocaleString([], today ? clock : { day: 'numeric', month: 'short', ...clock }));
  node.dateTime = iso;
  node.title = at.toLocaleString();
  return node;
}

function stateBadge(state, node = element('span', 'state')) {
  node.dataset.state = state;
  node.textContent = STATES[state];
  return node;
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1048576 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

// ---------------------------------------------------------------- the list

function ticketButton(ticket) {
  const button = element('button');
  button.type = 'button';
  button.dataset.ticketId = ticket.id;
  button.dataset.state = ticket.state;
  button.setAttribute('aria-current', String(ticket.id === selected));
  button.append(
    element('span', 'subject', ticket.subject),
    time(ticket.updatedAt),
    element('span', 'who', `#${ticket.id} · ${ticket.customerName || ticket.customer || 'unknown sender'}`),
    stateBadge(ticket.state));
  button.addEventListener('click', () => choose(ticket.id));
  const item = element('li');
  item.append(button);
  return item;
}

function drawTickets(tickets) {
  const now = JSON.stringify([tickets, selected]);
  if (now === shownTickets) return;
  shownTickets = now;
  const focused = document.activeElement?.closest('#tickets [data-ticket-id]')?.dataset.ticketId;
  byId('tickets').replaceChildren(...tickets.map(ticketButton));
  if (focused) byId('tickets').querySelector(`[data-ticket-id="${focused}"]`)?.focus();
  byId('no-tickets').hidden = tickets.length > 0;
  const open = tickets.filter((ticket) => ticket.state === 'OPEN').length;
  byId('summary').textContent = tickets.length === 0 ? '' : `${open} open of ${tickets.length}`;
  document.title = open > 0 ? `(${open}) Help Desk` : 'Help Desk';
}

// -------------------------------------------------------- the conversation

function attachmentLink(attachment) {
  const link = element('a', '', `${attachment.fileName} (${size(attachment.size)})`);
  link.href = `api/attachments/${attachment.id}`;
  link.download = attachment.fileName;
  link.dataset.attachmentId = attachment.id;
  link.title = attachment.contentType;
  const item = element('li');
  item.append(link);
  return item;
}

function messageItem(message) {
  const item = element('li', 'message');
  item.dataset.messageId = message.id;
  item.dataset.direction = message.delivery === 'RECEIVED' ? 'in' : 'out';
  item.dataset.delivery = message.delivery;
  item.dataset.automatic = message.automatic;
  const head = element('p', 'message-head');
  head.append(element('span', 'author', message.author + (message.automatic ? ' · automatic' : '')), time(message.at));
  item.append(head, element('p', 'text', message.text));
  if (message.delivery === 'UNCERTAIN') {
    item.append(element('p', 'note', `Perhaps not sent: look before you send it again. ${message.note}`));
  } else if (message.delivery === 'REFUSED') {
    item.append(element('p', 'note', `Not sent. ${message.note}`));
  }
  if (message.attachments.length > 0) {
    const list = element('ul', 'attachments');
    list.append(...message.attachments.map(attachmentLink));
    item.append(list);
  }
  return item;
}

function drawConversation(ticket) {
  if (ticket.id !== selected) return;
  const now = JSON.stringify(ticket);
  if (now === shownConversation) return;
  shownConversation = now;
  byId('ticket-subject').textContent = ticket.subject;
  byId('ticket-number').textContent = `#${ticket.id}`;
  byId('ticket-customer').textContent = ticket.customerName ? `${ticket.customerName} <${ticket.customer}>` : ticket.customer;
  stateBadge(ticket.state, byId('ticket-state'));
  byId('messages').replaceChildren(...ticket.messages.map(messageItem));
  const closed = ticket.state === 'CLOSED';
  byId('close-ticket').hidden = closed;
  byId('reopen-ticket').hidden = !closed;
  const reason = closed ? 'This ticket is closed. Reopen it to answer.' : 'The first mail named no sender to answer to.';
  byId('no-answer').textContent = reason;
  byId('answer-form').hidden = closed || !ticket.customer;
  byId('no-answer').hidden = !byId('answer-form').hidden;
  byId('no-conversation').hidden = true;
  byId('ticket').hidden = false;
  byId('ticket').dataset.ticketId = ticket.id;
}

function showTicketError(text) {
  byId('ticket-error').textContent = text;
  byId('ticket-error').hidden = !text;
}

function choose(id) {
  if (id === selected) {
    byId('desk').dataset.view = 'ticket';
    return;
  }
  if (selected !== null) drafts.set(selected, byId('answer').value);
  selected = id;
  shownConversation = '';
  byId('answer').value = drafts.get(id) || '';
  showTicketError('');
  history.replaceState(null, '', id === null ? location.pathname : `#${id}`);
  byId('desk').dataset.view = id === null ? 'list' : 'ticket';
  byId('ticket').hidden = true;
  byId('no-conversation').hidden = id !== null;
  if (id !== null) {
    byId('conversation').scrollTop = 0;
    byId('conversation').focus();
  }
  refresh();
}

// ------------------------------------------------------------ what it does

async function refresh() {
  try {
    drawTickets((await call('api/tickets')).tickets);
    if (selected !== null) drawConversation(await call(`api/tickets/${selected}`));
    byId('error').hidden = true;
  } catch (failure) {
    if (failure.status === 404 && selected !== null) {
      choose(null);
      return;
    }
    byId('error').textContent = `${failure.message} Trying again every two seconds.`;
    byId('error').hidden = false;
  }
}

async function change(action) {
  if (busy) return;
  busy = true;
  for (const id of ['send-answer', 'close-ticket', 'reopen-ticket']) byId(id).disabled = true;
  showTicketError('');
  try {
    drawConversation(await action());
    await refresh();
  } catch (failure) {
    showTicketError(failure.message);
  } finally {
    busy = false;
    for (const id of ['send-answer', 'close-ticket', 'reopen-ticket']) byId(id).disabled = false;
  }
}

byId('answer-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const ticket = selected;
  const text = byId('answer').value;
  change(async () => {
    const answered = await send('POST', `api/tickets/${ticket}/answers`, { text });
    drafts.delete(ticket);
    if (ticket === selected) byId('answer').value = '';
    return answered;
  });
});

byId('answer').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) byId('answer-form').requestSubmit();
});

byId('close-ticket').addEventListener('click', () => {
  const ticket = selected;
  change(() => send('PUT', `api/tickets/${ticket}/state`, { state: 'CLOSED' }));
});

byId('reopen-ticket').addEventListener('click', () => {
  const ticket = selected;
  change(() => send('PUT', `api/tickets/${ticket}/state`, { state: 'OPEN' }));
});

byId('back').addEventListener('click', () => {
  byId('desk').dataset.view = 'list';
  byId('tickets').querySelector(`[data-ticket-id="${selected}"]`)?.focus();
});

async function watch() {
  await refresh();
  setTimeout(watch, PAUSE);
}

if (/^#[1-9]\d{0,17}$/.test(location.hash)) choose(Number(location.hash.slice(1)));
watch();
