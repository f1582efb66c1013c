/** A carried file that is not taken in; its message is the sentence for the operator, and nothing was changed. */
export class CarriedRefusal extends Error {}
