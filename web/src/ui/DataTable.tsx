/** A list: sticky head, rows of 44 px with one line each, full values on hover; a click on a row opens it. On a phone each row is a small card. */

import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { join } from '@/lib/join';
import styles from './DataTable.module.css';

export interface Column<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** The full value, shown on hover where the cell is cut. */
  title?: (row: T) => string | undefined;
  /** CSS width; columns without share the rest. */
  width?: string;
  align?: 'end';
  /** Left out on a phone; or before that, where a laptop's or a desktop's room is needed. */
  wideOnly?: boolean | 'laptop' | 'desktop';
  /** On a phone: at the right of the first line, or with its head before it. */
  phone?: 'corner' | 'labelled';
  /** Its head before it on a phone, where the one in the table is too long for that. */
  phoneHeader?: string;
  /** No words in the head; they are still there for screen readers. */
  quiet?: boolean;
}

interface Props<T> {
  /** What the list is, for screen readers. */
  label: string;
  columns: Column<T>[];
  rows: T[];
  rowKey: (row: T) => string;
  /** Opens a row; the first column becomes its button. */
  onOpen?: (row: T) => void;
  /** How that button is called, when the first cell is no text. */
  openLabel?: (row: T) => string;
  /** The row that is open. */
  openKey?: string | undefined;
  /** There is more to read. */
  hasMore?: boolean;
  onMore?: () => void;
  loadingMore?: boolean;
  /** What the rows are called: `events`. */
  noun: [one: string, many: string];
}

export function DataTable<T>(props: Props<T>) {
  const { label, columns, rows, rowKey, onOpen, openLabel, openKey, hasMore, onMore, loadingMore, noun } = props;
  return (
    <div className={styles.list}>
      <table className={styles.table} aria-label={label}>
        <colgroup>
          {columns.map(({ id, width, wideOnly }) => (
            <col key={id} style={{ width }} className={roomClass(wideOnly)} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={cellClass(column)}>
                <span className={column.quiet ? 'visually-hidden' : undefined}>{column.header}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = rowKey(row);
            return (
              <tr key={key} className={join(onOpen && styles.opens, key === openKey && styles.open)}>
                {columns.map((column, n) => (
                  <td
                    key={column.id}
                    className={cellClass(column)}
                    title={column.title?.(row)}
                    data-label={column.phoneHeader ?? column.header}
                  >
                    {n === 0 && onOpen ? (
                      <button
                        type="button"
                        className={styles.opener}
                        aria-label={openLabel?.(row)}
                        onClick={() => onOpen(row)}
                      >
                        {column.cell(row)}
                      </button>
                    ) : (
                      column.cell(row)
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className={styles.foot}>
        <span>
          {rows.length.toLocaleString('en')} {rows.length === 1 ? noun[0] : noun[1]}
          {hasMore ? ' shown' : ''}
        </span>
        {hasMore ? (
          <Button size="sm" onClick={onMore} loading={loadingMore}>
            Show more
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function roomClass<T>(wideOnly: Column<T>['wideOnly']): string | undefined {
  return wideOnly ? styles[wideOnly === true ? 'wide' : wideOnly] : undefined;
}

function cellClass<T>({ align, wideOnly, phone }: Column<T>): string {
  return join(align === 'end' && styles.end, roomClass(wideOnly), phone && styles[phone]);
}
