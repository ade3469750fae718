-- Needed with the property ledgerDataSource
CREATE TABLE mbx_ledger (
  scope VARCHAR2(64 CHAR) NOT NULL,
  mail_uid NUMBER(19) NOT NULL,
  consumer VARCHAR2(255 CHAR) NOT NULL,
  mailbox VARCHAR2(255 CHAR) NOT NULL,
  folder VARCHAR2(255 CHAR) NOT NULL,
  uid_validity NUMBER(19) NOT NULL,
  entered_at NUMBER(19) NOT NULL,
  expires_at NUMBER(19) NOT NULL,
  settlement VARCHAR2(1000 CHAR),
  PRIMARY KEY (scope, mail_uid)
);

CREATE INDEX mbx_ledger_expiry ON mbx_ledger (expires_at);

CREATE TABLE mbx_attempt (
  scope VARCHAR2(64 CHAR) NOT NULL,
  mail_uid NUMBER(19) NOT NULL,
  attempts NUMBER(10) NOT NULL,
  expires_at NUMBER(19) NOT NULL,
  PRIMARY KEY (scope, mail_uid)
);

CREATE INDEX mbx_attempt_expiry ON mbx_attempt (expires_at);

CREATE TABLE mbx_cursor (
  folder_scope VARCHAR2(64 CHAR) NOT NULL,
  scope VARCHAR2(64 CHAR) NOT NULL,
  consumer VARCHAR2(255 CHAR) NOT NULL,
  mailbox VARCHAR2(255 CHAR) NOT NULL,
  folder VARCHAR2(255 CHAR) NOT NULL,
  uid_validity NUMBER(19) NOT NULL,
  settled_up_to NUMBER(19) NOT NULL,
  unread_below NUMBER(19) NOT NULL,
  changed_at NUMBER(19) NOT NULL,
  PRIMARY KEY (folder_scope)
);

-- Needed with the property outboxDataSource
CREATE TABLE mbx_outbox (
  id VARCHAR2(36 CHAR) NOT NULL,
  queue VARCHAR2(255 CHAR) NOT NULL,
  mailbox VARCHAR2(255 CHAR) NOT NULL,
  message_id VARCHAR2(1000 CHAR) NOT NULL,
  sender VARCHAR2(320 CHAR),
  recipients CLOB NOT NULL,
  charset_bits NUMBER(10) NOT NULL,
  delivery_request VARCHAR2(400 CHAR),
  octets NUMBER(19) NOT NULL,
  state VARCHAR2(16 CHAR) NOT NULL,
  attempts NUMBER(10) NOT NULL,
  created NUMBER(19) NOT NULL,
  tried_since NUMBER(19) NOT NULL,
  due NUMBER(19) NOT NULL,
  holder VARCHAR2(36 CHAR),
  lease_end NUMBER(19),
  ended NUMBER(19),
  reason VARCHAR2(1000 CHAR),
  PRIMARY KEY (id)
);

CREATE INDEX mbx_outbox_due ON mbx_outbox (queue, state, due);

CREATE TABLE mbx_outbox_part (
  id VARCHAR2(36 CHAR) NOT NULL,
  part NUMBER(10) NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (id, part)
);

-- Needed with the property tokenStore
CREATE TABLE mbx_refresh_token (
  place VARCHAR2(64 CHAR) NOT NULL,
  sealed CLOB,
  version NUMBER(19) NOT NULL,
  used_by VARCHAR2(36 CHAR),
  used_until NUMBER(19) NOT NULL,
  PRIMARY KEY (place)
);
