import { useMemo } from 'react'
import styles from './CsvTable.module.css'
import { readCsv } from './read-csv.ts'

/** A CSV file as the table that another program reads from it. */
export function CsvTable({ text }: { text: string }) {
  const [columns = [], ...rows] = useMemo(() => readCsv(text), [text])
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, index) => (
          // Rows of a file are told apart by their place alone.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={index}>
            {columns.map((column, place) => (
              <td key={column} data-column={column} dir="auto">
                <span>{cells[place]}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
