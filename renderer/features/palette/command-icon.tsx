import {
  ArrowRight,
  SlidersHorizontal,
  CornerDownRight,
  List,
  type LucideIcon,
  Plus,
  Tag,
  Undo2,
  Upload,
} from 'lucide-react'
import { commands, type CommandId, type Section } from '../../../shared/commands.ts'

/** The sign before a command: what it is about. */
const icons: Readonly<Record<Section, LucideIcon>> = {
  'Go to': ArrowRight,
  Add: Plus,
  Edit: Undo2,
  'Tag and note': Tag,
  List,
  Export: Upload,
  Pressmark: SlidersHorizontal,
  'Move in the article': CornerDownRight,
  'Move in a list': CornerDownRight,
  Layers: CornerDownRight,
}

/** The sign of a command. */
export function CommandIcon({ id }: { id: CommandId }) {
  const Icon = icons[commands[id].section]
  return <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
}
