/** The whole window. */
export function App() {
  return (
    <main>
      <h1>Pressmark</h1>
    </main>
  )
}
