import { byId } from '../page.js';

byId('print').addEventListener('click', () => window.print());
