import type { Observable } from '../observable.ts';
import type { ObjectFields } from './object-fields.ts';

/** A portable executable that another MISP object of the event describes: itself, and its sections. */
export type Executable = { readonly pe: ObjectFields; readonly sections: readonly ObjectFields[] };

/**
 * How one kind of MISP object becomes observables; the first of them is the thing itself. Undefined where the object lacks
 * what the observable requires.
 */
export type ObservableRow = (fields: ObjectFields, executable?: Executable) => readonly Observable[] | undefined;
