import { tagged, type Message } from '../message.ts'

/** Whether a company or recipient is said to be a U.S. person, and not only to be located in the United States. */
export const isUsCompany = ({ mentions, marks }: Message): boolean => marks.any('home-company') || tagged(mentions, 'us-person').length > 0
